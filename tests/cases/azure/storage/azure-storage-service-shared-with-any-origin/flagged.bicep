resource example 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  name: 'example/default'
  properties: {
    cors: {
      corsRules: [
        {
          allowedOrigins: [
            '*'
          ]
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
