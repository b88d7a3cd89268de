resource example 'Microsoft.Maps/accounts@2023-06-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'G2'
  }
  properties: {
    cors: {
      corsRules: [
        {
          allowedOrigins: [
            '*'
          ]
        }
      ]
    }
  }
}
