param origins array

resource example 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  name: 'example/default'
  properties: {
    cors: {
      corsRules: [
        {
          allowedOrigins: origins
          allowedMethods: [
            'GET'
          ]
          maxAgeInSeconds: 60
          exposedHeaders: []
          allowedHeaders: []
        }
      ]
    }
  }
}
